using System.Threading.Channels;
using Ayni.Domain.Interactions;
using Ayni.Silo.Ingestion;
using Ayni.Silo.Ingestion.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Silo.Tests.Ingestion;

/// <summary>Counts the messages that were read.</summary>
internal sealed class CountingReader : IEventReader
{
    private readonly Channel<bool> _read = Channel.CreateUnbounded<bool>();
    private EventReader? _inner;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts what the reader of a host reads.</summary>
    public CountingReader Over(IServiceProvider services)
    {
        _inner = ActivatorUtilities.CreateInstance<EventReader>(services);
        return this;
    }

    public Task PrepareAsync(CancellationToken cancellationToken) => _inner!.PrepareAsync(cancellationToken);

    public (IReadOnlyList<Interaction> Interactions, MessageProblem? Problem) Read(
        ReadOnlyMemory<byte> message, EventDefaults defaults)
    {
        Interlocked.Increment(ref _count);
        _read.Writer.TryWrite(true);
        return _inner!.Read(message, defaults);
    }

    public async Task WaitForAsync(int messages)
    {
        while (Count < messages)
            await _read.Reader.ReadAsync();
    }
}
