using Ayni.Gateway.Retention;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Gateway.Tests.Retention;

public sealed class ClockWatchTests
{
    private static readonly TimeSpan TenYears = TimeSpan.FromDays(3_650);

    private readonly FakeTimeProvider _timer = new();
    private readonly SetClock _clock;
    private readonly ClockWatch _watch;

    public ClockWatchTests()
    {
        _clock = new SetClock(_timer);
        _watch = new ClockWatch(_clock);
    }

    [Fact]
    public void Look_TimePasses_IsBelieved()
    {
        _timer.Advance(TimeSpan.FromDays(400));
        _watch.Look();
        _clock.Ahead = ClockWatch.MostAhead;
        _watch.Look();

        Assert.Null(_watch.Jump);
    }

    [Fact]
    public void Look_ClockSetAhead_IsDoubtedForADay()
    {
        _clock.Ahead = TenYears;
        _watch.Look();
        Assert.Equal(TenYears, _watch.Jump);
        _timer.Advance(ClockWatch.Doubt - TimeSpan.FromHours(1));
        _watch.Look();
        Assert.Equal(TenYears, _watch.Jump);
        _timer.Advance(TimeSpan.FromHours(1));
        _watch.Look();

        Assert.Null(_watch.Jump);
    }

    [Fact]
    public void Look_ClockSetRight_IsBelievedAtOnce()
    {
        _clock.Ahead = TenYears;
        _watch.Look();
        _clock.Ahead = TimeSpan.Zero;
        _watch.Look();

        Assert.Null(_watch.Jump);
    }
}
