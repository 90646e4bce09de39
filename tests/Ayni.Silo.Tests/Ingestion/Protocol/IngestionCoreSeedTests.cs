using Ayni.Silo.Ingestion.Protocol;
using Ayni.Testing;
using CsCheck;

namespace Ayni.Silo.Tests.Ingestion.Protocol;

/// <summary>
/// Thousands of interleavings of deliveries, ends of commits, timers, rebalances and crashes. After each, everything
/// published is in the log once, nothing else is, and nothing was acknowledged before it was. A failure prints its
/// seed.
/// </summary>
public sealed class IngestionCoreSeedTests
{
    private const int Messages = 40;
    private const int MaxSteps = 400;

    [Fact]
    public void Next_AnyInterleavingOfATopic_LosesNothingAndAcknowledgesOnlyWhatIsLogged() =>
        Sample((limits, below) => new SimulatedTopic(limits, below));

    [Fact]
    public void Next_AnyInterleavingOfAQueue_LosesNothingAndAcknowledgesOnlyWhatIsLogged() =>
        Sample((limits, below) => new SimulatedQueue(limits with { AttemptsBeforeRelease = 2 }, below));

    private static void Sample(Func<IngestionLimits, Func<int, int>, SimulatedBroker> make) =>
        Gen.Select(Gen.Int[0, MaxSteps], Gen.Int[1, 12], Gen.ULong).Sample(
            (steps, batchEvents, seed) =>
            {
                var limits = new IngestionLimits
                {
                    BatchEvents = batchEvents,
                    MaxHeldEvents = batchEvents * 2,
                    Linger = TimeSpan.FromMilliseconds(seed % 2 * 20),
                };
                var random = new PCG(1, seed);
                make(limits, bound => (int)random.Next((uint)bound)).Run(Messages, steps);
            },
            iter: Seeds.Count,
            threads: 1);
}
