import ProviderSpec

/// Pages of a Docusaurus site: MDX with front matter, tabs, and names with a button that copies them.
struct DocusaurusFlavor: MarkdownFlavor {
  let provider: ProviderPage
  let providerFile = "index.md"

  /// The component behind the buttons. Docusaurus makes no page of a file whose name starts with an underscore.
  private static let componentFile = "_CopyableCode.jsx"

  func file(ofService service: String) -> String { FileName.part(service) + "/index.md" }
  func file(of resource: ResourceName) -> String {
    FileName.part(resource.service) + "/" + FileName.part(resource.resource) + "/index.md"
  }

  func header(file: String, title: String, description: String, keywords: [String], position: Int) -> String {
    let up = address(of: Self.componentFile, from: file)
    return """
      ---
      # \(FileMark.note(provider, .docusaurus, file: file))
      title: \(Self.quoted(title))
      description: \(Self.quoted(description))
      keywords: [\(keywords.map(Self.quoted).joined(separator: ", "))]
      sidebar_position: \(position)
      hide_title: false
      hide_table_of_contents: false
      custom_edit_url: null
      ---

      import Tabs from '@theme/Tabs';
      import TabItem from '@theme/TabItem';
      import CopyableCode from '\(up.hasPrefix(".") ? up : "./" + up)';
      """
  }

  func heading(_ level: Int, _ text: String, anchor: String) -> String {
    String(repeating: "#", count: level) + " " + text + " {#\(anchor)}"
  }

  func place(_ anchor: String) -> String { "<a id=\"\(anchor)\"></a>" }

  func copyable(_ text: String) -> String {
    "<CopyableCode code=\"\(MarkdownText.references(MarkdownText.shown(text)))\" />"
  }

  func codes(_ blocks: [CodeBlock]) -> String {
    let items = blocks.enumerated().map { index, block in
      """
      <TabItem value="\(index + 1)" label="\(block.label)">

      \(MarkdownText.block(block.code, language: block.language))

      </TabItem>
      """
    }
    return "<Tabs>\n\(items.joined(separator: "\n"))\n</Tabs>"
  }

  /// A string of YAML, which reads JSON's.
  private static func quoted(_ text: String) -> String {
    LiteralText.json(.string(SpecText.line(text)))
  }

  /// The component's file.
  static func component(provider: ProviderPage) -> GeneratedFile {
    GeneratedFile(
      name: componentFile,
      text: """
        // \(FileMark.note(provider, .docusaurus, file: componentFile))
        import React, { useState } from 'react';

        /** A name in a fixed width that a click copies. */
        export default function CopyableCode({ code }) {
          const [copied, setCopied] = useState(false);
          const copy = async () => {
            await navigator.clipboard.writeText(code);
            setCopied(true);
            setTimeout(() => setCopied(false), 1500);
          };
          return (
            <>
              <code>{code}</code>
              <button type="button" className="clean-btn" onClick={copy} aria-label={`Copy ${code}`} title="Copy">
                {copied ? '✓' : '⧉'}
              </button>
            </>
          );
        }

        """)
  }
}
