# pydantic-settings 2: settings have their defaults; those without one are unknown.
from pydantic import BaseSettings, ConfigDict

SettingsConfigDict = ConfigDict
