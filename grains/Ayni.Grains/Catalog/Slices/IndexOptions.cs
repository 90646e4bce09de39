using Ayni.Domain.Errors;

namespace Ayni.Grains.Catalog;

/// <summary>How the index lies over the silos; configuration section <c>Ayni:Index</c>.</summary>
public sealed record IndexOptions
{
    /// <summary>Most parts of the catalogue.</summary>
    public const int MaxPartitions = 256;

    /// <summary>Most silos that hold one part.</summary>
    public const int MaxReplicas = 16;

    /// <summary>
    /// Parts of the catalogue, by a hash of the product's id; 1: every silo holds all of it, and an answer asks no
    /// other silo for it. The same in every silo. <value>Default 1; range 1 to 256.</value>
    /// </summary>
    public int Partitions { get; init; } = 1;

    /// <summary>
    /// Silos that hold each part; all of them where there are fewer. <value>Default 2; range 1 to 16.</value>
    /// </summary>
    public int Replicas { get; init; } = 2;

    /// <summary>
    /// How long the silos that hold other parts may take for one step of an answer, before it is made without them.
    /// <value>Default 500 ms; range 1 ms to 1 minute.</value>
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How often a silo compares the parts it holds with those it is to hold.
    /// <value>Default 1 s; range 10 ms to 10 minutes.</value>
    /// </summary>
    public TimeSpan PlacementInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a value is out of range.</exception>
    public IndexOptions Validate()
    {
        Require(Partitions is >= 1 and <= MaxPartitions, nameof(Partitions), Partitions, $"1 to {MaxPartitions}");
        Require(Replicas is >= 1 and <= MaxReplicas, nameof(Replicas), Replicas, $"1 to {MaxReplicas}");
        Require(
            Deadline >= TimeSpan.FromMilliseconds(1) && Deadline <= TimeSpan.FromMinutes(1),
            nameof(Deadline), Deadline, "1 ms to 1 minute");
        Require(
            PlacementInterval >= TimeSpan.FromMilliseconds(10) && PlacementInterval <= TimeSpan.FromMinutes(10),
            nameof(PlacementInterval), PlacementInterval, "10 ms to 10 minutes");
        return this;
    }

    private static void Require(bool isInRange, string name, object value, string range)
    {
        if (!isInRange)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"Ayni:Index:{name} is {value}; it must be from {range}. Set it, or leave it out.");
        }
    }
}
