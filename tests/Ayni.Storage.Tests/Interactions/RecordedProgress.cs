namespace Ayni.Storage.Tests.Interactions;

/// <summary>Keeps what was reported, in order. (Progress{T} reports on the thread pool, in any order.)</summary>
public sealed class RecordedProgress : IProgress<long>
{
    public List<long> Values { get; } = [];

    public void Report(long value) => Values.Add(value);
}
