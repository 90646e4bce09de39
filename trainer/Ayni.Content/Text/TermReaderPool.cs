using System.Collections.Concurrent;

namespace Ayni.Content;

/// <summary>Readers for whoever needs one now; as many are kept as were ever in use at a time.</summary>
internal sealed class TermReaderPool(TextModelOptions options)
{
    private readonly ConcurrentBag<TermReader> _idle = [];

    public TermReader Rent() => _idle.TryTake(out var reader) ? reader : new TermReader(options);

    public void Return(TermReader reader) => _idle.Add(reader);
}
