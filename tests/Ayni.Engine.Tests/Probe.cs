using System.Collections.Concurrent;

namespace Ayni.Engine.Tests;

/// <summary>
/// How grains of these tests and the tests themselves tell each other what happened: all silos are in this process.
/// Names carry the key of the test's own grain, so that tests do not meet.
/// </summary>
public static class Probe
{
    /// <summary>A hang is a failure, not a wait: nothing here takes this long when it works.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Signals = new();
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Notes = new();
    private static readonly ConcurrentDictionary<string, int> Counters = new();

    /// <summary>Makes <see cref="Signalled"/> of the name return, now and later.</summary>
    public static void Signal(string name) => Source(name).TrySetResult();

    public static Task Signalled(string name) => Source(name).Task.WaitAsync(Patience, TimeProvider.System);

    /// <summary>Forgets a signal, so that the next one can be waited for.</summary>
    public static void Reset(string name) => Signals.TryRemove(name, out _);

    public static void Note(string name, string what) => Notes.GetOrAdd(name, static _ => new()).Enqueue(what);

    public static IReadOnlyList<string> Noted(string name) =>
        Notes.TryGetValue(name, out var notes) ? [.. notes] : [];

    public static int Count(string name) => Counters.AddOrUpdate(name, 1, static (_, old) => old + 1);

    public static int Counted(string name) => Counters.GetValueOrDefault(name);

    public static string NewKey() => Guid.NewGuid().ToString("N");

    private static TaskCompletionSource Source(string name) =>
        Signals.GetOrAdd(name, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
