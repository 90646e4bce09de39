using System.Collections.Immutable;
using Ayni.Numerics;

namespace Ayni.Grains.Catalog;

/// <summary>
/// Which silos hold which parts of the catalogue: rendezvous hashing (Thaler, Ravishankar 1998) with a bound on what a
/// silo holds, since the plain form leaves one of few silos with much more than its share. Pure: every silo that sees
/// the same silos finds the same.
/// </summary>
internal static class PartitionPlacement
{
    /// <summary>The holders of each part, the one asked first at the front.</summary>
    /// <param name="silos">Names of the silos, each once, in any order; at least one.</param>
    /// <param name="partitions">Parts.</param>
    /// <param name="replicas">Silos that hold each part; all of them where there are fewer.</param>
    public static ImmutableArray<ImmutableArray<string>> Of(
        IReadOnlyCollection<string> silos, int partitions, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfZero(silos.Count, nameof(silos));
        replicas = Math.Min(replicas, silos.Count);
        var room = ((partitions * replicas) + silos.Count - 1) / silos.Count;
        var loads = silos.ToDictionary(silo => silo, _ => 0, StringComparer.Ordinal);
        var holders = Enumerable.Range(0, partitions).Select(_ => new List<string>(replicas)).ToArray();
        foreach (var (partition, silo, _) in Pairs(silos, partitions))
        {
            if (holders[partition].Count == replicas || loads[silo] == room)
                continue;
            holders[partition].Add(silo);
            loads[silo]++;
        }

        for (var partition = 0; partition < partitions; partition++)
        {
            while (holders[partition].Count < replicas)
                MakeRoom(partition, silos, holders, loads, room);
        }

        return
        [
            .. holders.Select((own, partition) => own
                .OrderByDescending(silo => WeightOf(partition, silo))
                .ThenBy(silo => silo, StringComparer.Ordinal)
                .ToImmutableArray()),
        ];
    }

    /// <summary>How much a silo is wanted for a part.</summary>
    public static ulong WeightOf(int partition, string silo) =>
        SplitMix64.Mix(FnvHash.Append(FnvHash.Append(FnvHash.Start, silo), (uint)partition));

    private static IEnumerable<(int Partition, string Silo, ulong Weight)> Pairs(
        IReadOnlyCollection<string> silos, int partitions) =>
        Enumerable.Range(0, partitions)
            .SelectMany(partition => silos.Select(silo => (partition, silo, Weight: WeightOf(partition, silo))))
            .OrderByDescending(pair => pair.Weight)
            .ThenBy(pair => pair.partition)
            .ThenBy(pair => pair.silo, StringComparer.Ordinal);

    // All room that is left is with silos that hold the part already: one of them takes another part from a full silo.
    private static void MakeRoom(
        int partition,
        IReadOnlyCollection<string> silos,
        List<string>[] holders,
        Dictionary<string, int> loads,
        int room)
    {
        var swaps =
            from taking in silos
            where loads[taking] < room
            from other in Enumerable.Range(0, holders.Length)
            where !holders[other].Contains(taking)
            from giving in holders[other]
            where !holders[partition].Contains(giving)
            orderby WeightOf(other, taking) descending, other, WeightOf(partition, giving) descending, giving
            select (taking, other, giving);
        var (to, moved, from) = swaps.First();
        holders[moved].Remove(from);
        holders[moved].Add(to);
        holders[partition].Add(from);
        loads[to]++;
    }
}
