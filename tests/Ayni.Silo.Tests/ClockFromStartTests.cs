using Ayni.Silo.Hosting;

namespace Ayni.Silo.Tests;

public sealed class ClockFromStartTests
{
    [Fact]
    public void GetElapsedTime_SinceTimestampZero_IsNotSinceTheMachinesBoot()
    {
        var clock = new ClockFromStart();

        Assert.True(clock.GetElapsedTime(0) < TimeProvider.System.GetElapsedTime(0));
        Assert.True(clock.GetElapsedTime(0) < TimeSpan.FromSeconds(20), "Orleans' watchdog would call it a stall.");
    }
}
