namespace Ayni.Cluster.Tests.Rounds;

/// <summary>How an event comes in.</summary>
internal enum EventWay
{
    /// <summary>One a request.</summary>
    Single,

    /// <summary>Several a request, all or none.</summary>
    Batch,

    /// <summary>A message of Kafka; acknowledged when the broker has it.</summary>
    Kafka,

    /// <summary>A row of a file; acknowledged when the gateway has accepted the file.</summary>
    Import,
}
