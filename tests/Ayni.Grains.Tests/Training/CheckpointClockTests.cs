using Ayni.Grains.Training;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Grains.Tests.Training;

public sealed class CheckpointClockTests
{
    private const int HalfSweeps = 12;

    private readonly FakeTimeProvider _time = new();

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
        var clock = Clock(3);

        Assert.False(clock.Stored(3));
        Assert.True(clock.Stored(4));
        Assert.False(clock.Stored(7));
        clock.Start();
        Assert.False(clock.Stored(8));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(86_401)]
    public void TrainingHostOptions_IntervalOutOfRange_Throws(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new TrainingHostOptions { CheckpointInterval = TimeSpan.FromSeconds(seconds) }.ThrowIfInvalid());

    private CheckpointClock Clock(int intervalSeconds) =>
        new(new TrainingHostOptions { CheckpointInterval = TimeSpan.FromSeconds(intervalSeconds) }, _time);

    /// <summary>Half-sweeps of a second each.</summary>
    private List<int> Stored(CheckpointClock clock)
    {
        var stored = new List<int>();
        for (var halfSweep = 0; halfSweep < HalfSweeps; halfSweep++)
        {
            if (clock.Stores(halfSweep, HalfSweeps))
                stored.Add(halfSweep);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        return stored;
    }
}
