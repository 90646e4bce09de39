using Orleans.Concurrency;

namespace Ayni.Engine.Tests.Turns;

public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Notes its begin, waits for a signal, notes its end.</summary>
    Task Work(string name);

    [AlwaysInterleave]
    Task Interleave(string name);

    [ReadOnly]
    Task Read(string name);

    /// <summary>Adds one, in two turns, without any lock.</summary>
    Task Add();

    Task<int> GetSum();

    Task<bool> RunsOnOwnScheduler();

    [ResponseTimeout("00:00:02")]
    Task CallBack(ITurnGrain other, bool allow);

    Task PassBack(ITurnGrain first);

    Task Ping();
}
