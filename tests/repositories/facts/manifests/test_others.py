# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The smaller ecosystems, one after the other."""

import json

import pytest
from tests.repositories.facts.manifests.declaring import declared, locked, package, short


def test_go() -> None:
    mod = """module github.com/it-at-m/tool

go 1.24

require github.com/gin-gonic/gin v1.10.0

require (
	golang.org/x/text v0.20.0 // indirect
	gopkg.in/yaml.v3 v3.0.1
)
"""
    files = {"go.mod": mod}
    assert short(declared(files)) == {
        "github.com/gin-gonic/gin": ("runtime", "v1.10.0", 5),
        "golang.org/x/text": ("runtime", "v0.20.0", 8),
        "gopkg.in/yaml.v3": ("runtime", "v3.0.1", 9),
    }
    assert declared(files)["golang.org/x/text"].direct is False
    assert (
        declared(files)["github.com/gin-gonic/gin"].purl
        == "pkg:golang/github.com/gin-gonic/gin@v1.10.0"
    )
    assert package(files).name == "tool"
    sums = "a.org/b v1.0.0 h1:x=\na.org/b v1.0.0/go.mod h1:y=\n"
    assert short(locked({"go.sum": sums})) == {"a.org/b": ("runtime", "v1.0.0", 1)}


def test_cargo() -> None:
    manifest = """[package]
name = "tool"
license = "MIT"
publish = false

[dependencies]
serde = { version = "1.0", features = ["derive"] }
exact = "=2.0.1"
mine = { path = "../mine" }

[dev-dependencies]
proptest = "1"

[target.'cfg(unix)'.dependencies]
libc = "0.2"
"""
    lock = """version = 4

[[package]]
name = "serde"
version = "1.0.219"
source = "registry+https://example.org"

[[package]]
name = "tool"
version = "0.1.0"
"""
    assert short(declared({"Cargo.toml": manifest})) == {
        "serde": ("runtime", None, 7),
        "exact": ("runtime", "2.0.1", 8),
        "proptest": ("test", None, 12),
        "libc": ("runtime", None, 15),
    }
    assert package({"Cargo.toml": manifest}).private
    assert short(locked({"Cargo.lock": lock})) == {"serde": ("runtime", "1.0.219", 3)}


def test_composer() -> None:
    manifest = """{
  "name": "stadt/app",
  "license": ["MIT", "EUPL-1.2"],
  "require": {
    "php": ">=8.2",
    "ext-json": "*",
    "symfony/console": "^7.0"
  },
  "require-dev": {
    "phpunit/phpunit": "11.0.0"
  }
}"""
    lock = json.dumps(
        {
            "packages": [{"name": "a/b", "version": "v1.2"}],
            "packages-dev": [{"name": "c/d", "version": "2"}],
        },
        indent=1,
    )
    assert short(declared({"composer.json": manifest})) == {
        "symfony/console": ("runtime", None, 7),
        "phpunit/phpunit": ("development", "11.0.0", 10),
    }
    assert package({"composer.json": manifest}).licence == "MIT OR EUPL-1.2"
    assert short(locked({"composer.lock": lock})) == {
        "a/b": ("runtime", "1.2", 4),
        "c/d": ("development", "2", 10),
    }


def test_ruby() -> None:
    gemfile = """source "https://rubygems.org"
gem "rails", "~> 8.0"
group :development, :test do
  gem "rspec"
end
gem 'puma', '6.0.0'
gem "capybara", group: :test
"""
    gemspec = """Gem::Specification.new do |s|
  s.name = "tool"
  s.license = "MIT"
  s.add_dependency "rack", ">= 3"
  s.add_development_dependency("rake", "13.0.0")
end
"""
    lock = """GIT
  remote: x
  specs:
    own (0.1)

GEM
  remote: https://rubygems.org/
  specs:
    nokogiri (1.18.0-x86_64-linux-gnu)
      racc (~> 1.4)
    racc (1.8.1)

PLATFORMS
  ruby
"""
    assert short(declared({"Gemfile": gemfile})) == {
        "rails": ("runtime", None, 2),
        "rspec": ("development", None, 4),
        "puma": ("runtime", "6.0.0", 6),
        "capybara": ("test", None, 7),
    }
    assert short(declared({"tool.gemspec": gemspec})) == {
        "rack": ("runtime", None, 4),
        "rake": ("development", "13.0.0", 5),
    }
    assert package({"tool.gemspec": gemspec}).licence == "MIT"
    assert short(locked({"Gemfile.lock": lock})) == {
        "nokogiri": ("runtime", "1.18.0", 9),
        "racc": ("runtime", "1.8.1", 11),
    }


def test_nuget() -> None:
    project = """<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><PackageId>Stadt.App</PackageId></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Serilog" Version="4.0.0" />
    <PackageReference Include="Central" />
    <PackageReference Include="Tool" PrivateAssets="all"><Version>1.*</Version></PackageReference>
  </ItemGroup>
</Project>"""
    central = """<Project><ItemGroup>
  <PackageVersion Include="Central" Version="2.1.0" />
</ItemGroup></Project>"""
    config = '<packages>\n<package id="Old" version="1.0" /></packages>'
    lock = """{"version": 1, "dependencies": {"net8.0": {
    "Serilog": {"type": "Direct", "resolved": "4.0.0"},
    "App": {"type": "Project"}}}}"""
    found = declared({"App.csproj": project, "Directory.Packages.props": central})
    assert short({name: found[name] for name in ("Serilog", "Tool")}) == {
        "Serilog": ("runtime", "4.0.0", 4),
        "Tool": ("build", None, 6),
    }
    assert (
        declared({"z/App.csproj": project, "Directory.Packages.props": central})["Central"].version
        == "2.1.0"
    )
    assert declared({"AppTests.csproj": project})["Serilog"].scope == "test"
    assert package({"App.csproj": project}).name == "Stadt.App"
    assert short(declared({"packages.config": config})) == {"Old": ("runtime", "1.0", 2)}
    assert short(locked({"packages.lock.json": lock})) == {"Serilog": ("runtime", "4.0.0", 2)}


def test_dart() -> None:
    manifest = """name: app
publish_to: none
dependencies:
  flutter:
    sdk: flutter
  http: ^1.2.0
  hosted: {version: 2.0.0}
dev_dependencies:
  lints: any
"""
    lock = """packages:
  http:
    dependency: "direct main"
    source: hosted
    version: "1.2.1"
  sky_engine:
    source: sdk
    version: "0.0.99"
"""
    assert short(declared({"pubspec.yaml": manifest})) == {
        "http": ("runtime", None, 6),
        "hosted": ("runtime", "2.0.0", 7),
        "lints": ("development", None, 9),
    }
    assert package({"pubspec.yaml": manifest}).private
    assert short(locked({"pubspec.lock": lock})) == {"http": ("runtime", "1.2.1", 2)}


def test_swift() -> None:
    manifest = """let package = Package(dependencies: [
  .package(url: "https://github.com/vapor/vapor.git", from: "4.0.0"),
  .package(url: "https://github.com/a/b", exact: "1.0.0"),
])"""
    new = """{"pins": [
    {"location": "https://github.com/vapor/vapor.git", "state": {"version": "4.1.0"}}],
    "version": 2}"""
    old = """{"object": {"pins": [
    {"repositoryURL": "git@github.com:vapor/vapor.git", "state": {"version": "4.0.1"}}]}}"""
    assert short(declared({"Package.swift": manifest})) == {
        "github.com/vapor/vapor": ("runtime", None, 2),
        "github.com/a/b": ("runtime", "1.0.0", 3),
    }
    assert short(locked({"Package.resolved": new})) == {
        "github.com/vapor/vapor": ("runtime", "4.1.0", 2)
    }
    assert short(locked({"Package.resolved": old})) == {
        "github.com/vapor/vapor": ("runtime", "4.0.1", 2)
    }


def test_elixir() -> None:
    manifest = """defp deps do
[{:phoenix, "~> 1.7"},
{:credo, "1.7.0", only: [:dev, :test]},
{:mox, "~> 1.0", only: :test}]"""
    lock = '%{\n  "phoenix": {:hex, :phoenix, "1.7.10", "abc", [:mix], [], "hexpm", "x"},\n}'
    assert short(declared({"mix.exs": manifest})) == {
        "phoenix": ("runtime", None, 2),
        "credo": ("development", "1.7.0", 3),
        "mox": ("test", None, 4),
    }
    assert short(locked({"mix.lock": lock})) == {"phoenix": ("runtime", "1.7.10", 2)}


def test_r() -> None:
    manifest = """Package: amt
Version: 0.1
License: GPL-3
Depends: R (>= 4.1)
Imports:
    shiny (>= 1.8),
    dplyr
Suggests: testthat
"""
    assert short(declared({"DESCRIPTION": manifest})) == {
        "shiny": ("runtime", None, 6),
        "dplyr": ("runtime", None, 7),
        "testthat": ("optional", None, 8),
    }
    assert package({"DESCRIPTION": manifest}).licence == "GPL-3"
    assert declared({"DESCRIPTION": "This is: a description of something else\n"}) == {}


def test_conda() -> None:
    text = """name: x
dependencies:
  - python=3.11
  - conda-forge::gdal=3.9.0
  - numpy>=2
  - pip:
    - flask==3.0.0
"""
    assert short(declared({"environment.yml": text})) == {
        "gdal": ("runtime", "3.9.0", 4),
        "numpy": ("runtime", None, 5),
        "flask": ("runtime", "3.0.0", 7),
    }


def test_helm() -> None:
    text = """apiVersion: v2
name: app
version: 1.2.0
dependencies:
  - name: postgresql
    version: 16.x.x
    condition: postgresql.enabled
  - name: redis
    version: 20.1.0
"""
    assert short(declared({"charts/app/Chart.yaml": text})) == {
        "postgresql": ("optional", None, 5),
        "redis": ("runtime", "20.1.0", 8),
    }
    assert package({"charts/app/Chart.yaml": text}).version == "1.2.0"


@pytest.mark.parametrize(
    "path",
    [
        "package.json", "package-lock.json", "composer.json", "composer.lock", "Pipfile.lock",
        "Package.resolved", "packages.lock.json", "renv.lock", "pubspec.yaml", "pubspec.lock",
        "environment.yml", "Chart.yaml", "pyproject.toml", "Cargo.toml", "Pipfile",
    ],
)  # fmt: skip
def test_what_is_valid_but_of_another_shape_declares_nothing(path: str) -> None:
    for text in ("[]", "[1, [2]]", '{"dependencies": 5, "name": [1], "packages": [[]]}', "5", ""):
        assert declared({path: text}) == {}
        assert locked({path: text}) == {}
