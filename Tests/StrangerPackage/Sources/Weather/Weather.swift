// Everything in this module is generated from spec/weather.
