using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

public sealed class CheckpointClockTests
{
    private const int HalfSweeps = 12;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Stores_NoInterval_IsEveryHalfSweep()
    {
        var clock = Clock(0);

        Assert.True(clock.StoresAll);
        Assert.Equal(Enumerable.Range(0, HalfSweeps), Stored(clock));
    }

    [Fact]
    public void Stores_IntervalNeverOver_IsTheLastTwo() =>
        Assert.Equal([HalfSweeps - 2, HalfSweeps - 1], Stored(Clock(1000)));

    [Fact]
    public void Stores_IntervalOfThreeHalfSweeps_IsPairs() =>
        Assert.Equal([3, 4, 7, 8, 10, 11], Stored(Clock(3)));

    [Fact]
    public void Stored_SecondInARow_IsWhereARunCanGoOn()
    {
        var (first, isPair3) = Clock(3).Stored(3);
        var (second, isPair4) = first.Stored(4);

        Assert.False(isPair3);
        Assert.True(isPair4);
        Assert.False(second.Stored(7).IsPair);
        Assert.False(Clock(3).Stored(8).IsPair);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(86_401)]
    public void TrainingHostOptions_IntervalOutOfRange_Throws(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new TrainingHostOptions { CheckpointInterval = TimeSpan.FromSeconds(seconds) }.ThrowIfInvalid());

    private static CheckpointClock Clock(int intervalSeconds) => new(TimeSpan.FromSeconds(intervalSeconds), Start);

    /// <summary>Half-sweeps of a second each.</summary>
    private static List<int> Stored(CheckpointClock clock)
    {
        var stored = new List<int>();
        for (var halfSweep = 0; halfSweep < HalfSweeps; halfSweep++)
        {
            (clock, var stores) = clock.Stores(halfSweep, HalfSweeps, Start.AddSeconds(halfSweep));
            if (stores)
                stored.Add(halfSweep);
        }

        return stored;
    }
}
