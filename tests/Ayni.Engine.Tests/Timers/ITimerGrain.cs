namespace Ayni.Engine.Tests.Timers;

public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(TimeSpan dueTime, TimeSpan period, bool interleave);

    Task Change(TimeSpan dueTime, TimeSpan period);

    Task StopTimer();

    Task WorkUntil(string signal);

    Task Leave();

    Task Ping();
}
