using System.Globalization;

namespace Ayni.Cluster.Tests.Processes;

/// <summary>The last lines a process wrote, and a wait for one that is still to come.</summary>
internal sealed class BoundedOutput
{
    private const int MostLines = 400;
    private const int MostLineLength = 2_000;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly List<(Predicate<string> IsIt, TaskCompletionSource<string> Found)> _waits = [];
    private string? _end;
    private long _dropped;

    /// <summary>What is kept, oldest first.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
            {
                var dropped = _dropped > 0
                    ? string.Create(CultureInfo.InvariantCulture, $"({_dropped} lines before)\n")
                    : "";
                return dropped + string.Join('\n', _lines);
            }
        }
    }

    public void Add(string? line)
    {
        if (line is null)
            return;
        if (line.Length > MostLineLength)
            line = line[..MostLineLength];
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > MostLines)
            {
                _lines.Dequeue();
                _dropped++;
            }

            foreach (var (isIt, found) in _waits)
            {
                if (isIt(line))
                    found.TrySetResult(line);
            }
        }
    }

    /// <summary>No line comes any more: whoever waits fails.</summary>
    public void End(string reason)
    {
        lock (_gate)
        {
            _end = reason;
            foreach (var (_, found) in _waits)
                found.TrySetException(new InvalidOperationException(reason));
        }
    }

    /// <summary>The first line that fits, of those kept or to come.</summary>
    public Task<string> WaitForAsync(Predicate<string> isIt)
    {
        lock (_gate)
        {
            if (_lines.FirstOrDefault(line => isIt(line)) is { } there)
                return Task.FromResult(there);
            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_end is not null)
                found.SetException(new InvalidOperationException(_end));
            _waits.Add((isIt, found));
            return found.Task;
        }
    }
}
