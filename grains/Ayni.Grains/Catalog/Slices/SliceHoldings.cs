using System.Collections.Immutable;

namespace Ayni.Grains.Catalog;

/// <summary>
/// Which silo is to hold which parts of the catalogue, by the silos that are active now. Thread-safe; one a silo.
/// </summary>
public sealed class SliceHoldings(IndexOptions options, ISiloStatusOracle silos)
{
    private Placed? _placed;

    /// <summary>Which part a product lies in.</summary>
    public ProductPartitions Partitions { get; } = new(options.Partitions);

    /// <summary>Whether the catalogue is in parts at all.</summary>
    public bool IsSliced => options.Partitions > 1;

    /// <summary>This silo.</summary>
    internal SiloAddress Self => silos.SiloAddress;

    /// <summary>Parts that this silo is to hold.</summary>
    internal ImmutableArray<int> Wanted
    {
        get
        {
            var (now, self) = (Current, Self.ToParsableString());
            return
            [
                .. Enumerable.Range(0, options.Partitions).Where(partition => now.Holders[partition].Contains(self)),
            ];
        }
    }

    private Placed Current
    {
        get
        {
            var active = silos.GetActiveSilos().Append(Self).Distinct()
                .ToImmutableSortedDictionary(
                    silo => silo.ToParsableString(), silo => silo, StringComparer.Ordinal);
            var placed = Volatile.Read(ref _placed);
            if (placed is not null && placed.Silos.Keys.SequenceEqual(active.Keys, StringComparer.Ordinal))
                return placed;
            placed = new Placed(
                active, PartitionPlacement.Of([.. active.Keys], options.Partitions, options.Replicas));
            Volatile.Write(ref _placed, placed);
            return placed;
        }
    }

    /// <summary>Silos that are to hold a part.</summary>
    internal IReadOnlyList<SiloAddress> HoldersOf(int partition)
    {
        var now = Current;
        return [.. now.Holders[partition].Select(silo => now.Silos[silo])];
    }

    /// <summary>
    /// Silos to ask for a part, in order: those that are to hold it, then the others, which may hold it still.
    /// </summary>
    internal IReadOnlyList<SiloAddress> OrderFor(int partition)
    {
        var now = Current;
        return
        [
            .. now.Holders[partition]
                .Concat(now.Silos.Keys.OrderByDescending(silo => PartitionPlacement.WeightOf(partition, silo)))
                .Distinct(StringComparer.Ordinal)
                .Select(silo => now.Silos[silo]),
        ];
    }

    private sealed record Placed(
        ImmutableSortedDictionary<string, SiloAddress> Silos, ImmutableArray<ImmutableArray<string>> Holders);
}
