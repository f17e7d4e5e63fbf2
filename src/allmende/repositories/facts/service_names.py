# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Services by the names of their images and charts, and by the addresses of their connections."""

import re
from collections.abc import Iterator

SERVICES: dict[str, str] = {
    "postgresql": "PostgreSQL",
    "mysql": "MySQL",
    "mariadb": "MariaDB",
    "oracle": "Oracle Database",
    "mssql": "Microsoft SQL Server",
    "db2": "IBM Db2",
    "mongodb": "MongoDB",
    "couchdb": "CouchDB",
    "cassandra": "Apache Cassandra",
    "neo4j": "Neo4j",
    "redis": "Redis",
    "valkey": "Valkey",
    "memcached": "Memcached",
    "kafka": "Apache Kafka",
    "zookeeper": "Apache ZooKeeper",
    "rabbitmq": "RabbitMQ",
    "activemq": "Apache ActiveMQ",
    "nats": "NATS",
    "mosquitto": "Eclipse Mosquitto (MQTT)",
    "keycloak": "Keycloak",
    "ldap": "LDAP",
    "elasticsearch": "Elasticsearch",
    "opensearch": "OpenSearch",
    "solr": "Apache Solr",
    "meilisearch": "Meilisearch",
    "typesense": "Typesense",
    "qdrant": "Qdrant",
    "weaviate": "Weaviate",
    "minio": "MinIO",
    "s3": "S3",
    "camunda": "Camunda",
    "zeebe": "Zeebe",
    "nginx": "nginx",
    "apache": "Apache HTTP Server",
    "traefik": "Traefik",
    "prometheus": "Prometheus",
    "grafana": "Grafana",
    "jaeger": "Jaeger",
    "vault": "HashiCorp Vault",
    "clamav": "ClamAV",
    "smtp": "SMTP",
    "geoserver": "GeoServer",
    "nextcloud": "Nextcloud",
    "gotenberg": "Gotenberg",
    "ollama": "Ollama",
}

# The last part of an image's or chart's name, without tag.
IMAGES: tuple[tuple[str, str], ...] = (
    ("postgresql", r"postgres(?:ql)?(?:-\d+.*|-ha)?|postgis|timescaledb(?:-ha)?|pgvector|spilo.*"),
    ("mysql", r"mysql(?:-server|-\d+.*)?"),
    ("mariadb", r"mariadb(?:-galera|-\d+.*)?"),
    ("oracle", r"oracle(?:-?xe|-?free|-database)?|oracle-(?:xe|free)-.*"),
    ("mssql", r"(?:mssql|sqlserver|azure-sql-edge).*"),
    ("db2", r"db2(?:express-c)?"),
    ("mongodb", r"mongo(?:db)?(?:-.*)?"),
    ("couchdb", r"couchdb"),
    ("cassandra", r"cassandra"),
    ("neo4j", r"neo4j"),
    ("redis", r"redis(?:-stack.*|-cluster|-sentinel|-\d+.*)?"),
    ("valkey", r"valkey(?:-.*)?"),
    ("memcached", r"memcached"),
    ("kafka", r"(?:cp-)?(?:server|kafka)(?:-native)?|cp-kafka|redpanda|strimzi.*"),
    ("zookeeper", r"(?:cp-)?zookeeper"),
    ("rabbitmq", r"rabbitmq(?:-.*)?"),
    ("activemq", r"activemq(?:-.*)?|artemis"),
    ("nats", r"nats(?:-server)?"),
    ("mosquitto", r"(?:eclipse-)?mosquitto"),
    ("keycloak", r"keycloak(?:x|-.*)?"),
    ("ldap", r"(?:docker-)?(?:open)?ldap(?:-server)?|389ds|lldap|test-openldap"),
    ("elasticsearch", r"elasticsearch(?:-.*)?"),
    ("opensearch", r"opensearch"),
    ("solr", r"(?:ckan-)?solr(?:-.*)?"),
    ("meilisearch", r"meilisearch"),
    ("typesense", r"typesense"),
    ("qdrant", r"qdrant"),
    ("weaviate", r"weaviate"),
    ("minio", r"minio"),
    ("camunda", r"camunda(?:-bpm-platform|-platform)?|operate|tasklist"),
    ("zeebe", r"zeebe"),
    ("nginx", r"nginx(?:-unprivileged|-\d+.*)?"),
    ("apache", r"httpd(?:-\d+.*)?"),
    ("traefik", r"traefik"),
    ("prometheus", r"prometheus"),
    ("grafana", r"grafana"),
    ("jaeger", r"jaeger|all-in-one"),
    ("vault", r"vault"),
    ("clamav", r"clamav"),
    ("smtp", r"mailhog|mailpit|mailcatcher|maildev|smtp4dev|docker-mailserver|postfix"),
    ("geoserver", r"geoserver(?:-cloud)?"),
    ("nextcloud", r"nextcloud"),
    ("gotenberg", r"gotenberg"),
    ("ollama", r"ollama"),
)
IMAGE = tuple((service, re.compile(pattern)) for service, pattern in IMAGES)

# What a connection in a settings file begins with, or the key it stands under.
CONNECTIONS: tuple[tuple[str, str], ...] = (
    ("postgresql", r"jdbc:postgresql:|postgres(?:ql)?(?:\+\w+)?://|r2dbc:postgresql:"),
    ("mysql", r"jdbc:mysql:|mysql(?:\+\w+)?://"),
    ("mariadb", r"jdbc:mariadb:|mariadb(?:\+\w+)?://"),
    ("oracle", r"jdbc:oracle:|oracle(?:\+\w+)?://"),
    ("mssql", r"jdbc:sqlserver:|mssql(?:\+\w+)?://|sqlsrv://"),
    ("db2", r"jdbc:db2:"),
    ("mongodb", r"mongodb(?:\+srv)?://"),
    ("redis", r"rediss?://|^spring\.(?:data\.)?redis\.host|^redis_(?:url|host)\b"),
    ("kafka", r"^(?:spring\.)?kafka\.bootstrap[.-]servers|kafka_bootstrap_servers"),
    ("kafka", r"^bootstrap[.-]servers:"),
    ("rabbitmq", r"amqps?://|^spring\.rabbitmq\."),
    ("activemq", r"^spring\.(?:activemq|artemis)\."),
    ("ldap", r"ldaps?://"),
    ("keycloak", r"/realms/|/auth/realms"),
    ("elasticsearch", r"^(?:spring\.)?elasticsearch\.(?:uris|hosts)|elasticsearch_(?:url|host)"),
    ("solr", r"/solr(?:/|$)"),
    ("s3", r"^(?:aws_)?s3_(?:endpoint|bucket)|s3://|^(?:[\w.]+\.)?s3\.(?:url|endpoint|bucket)"),
    ("smtp", r"smtps?://|^spring\.mail\.host|^(?:email|mail|smtp)_(?:host|server)\b"),
    ("camunda", r"^camunda\.(?:bpm\.)?client\."),
    ("zeebe", r"^zeebe\.client\."),
)
CONNECTION = tuple((service, re.compile(word, re.IGNORECASE)) for service, word in CONNECTIONS)


def by_image(name: str) -> str | None:
    """The service that an image or chart of this name provides."""
    last = name.rpartition("/")[2].lower()
    if last == "server" and "confluent" not in name:
        return None
    return next((service for service, pattern in IMAGE if pattern.fullmatch(last)), None)


def by_settings(line: str) -> Iterator[tuple[str, str]]:
    """Services a line of settings connects to, with the words that say so (never a password)."""
    for service, pattern in CONNECTION:
        if found := pattern.search(line):
            yield service, found[0]
