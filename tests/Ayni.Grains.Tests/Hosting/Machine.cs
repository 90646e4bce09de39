using System.Reflection;
using Ayni.Grains.Tests.Shops;
using Orleans.Statistics;

namespace Ayni.Grains.Tests.Hosting;

/// <summary>
/// The machine that a silo of a test's cluster believes to be on. TestingHost makes it, for its own tests alone, and
/// puts it in the place of any other: hence the reflection.
/// </summary>
internal static class Machine
{
    private const long MemoryBytes = 1_000;

    private static readonly ConstructorInfo Make = typeof(EnvironmentStatistics)
        .GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Single();

    /// <summary>From now on so much of its memory is in use, and of its processors next to nothing.</summary>
    public static void UseMemory(ShopCluster cluster, int percent)
    {
        var used = MemoryBytes * percent / 100;
        var free = MemoryBytes - used;
        var machine = cluster.Service<IEnvironmentStatisticsProvider>();
        machine.GetType().GetMethod("LatchHardwareStatistics")!
            .Invoke(machine, [Make.Invoke([1f, 1f, used, used, free, free, MemoryBytes])]);
    }
}
