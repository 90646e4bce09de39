namespace Ayni.Silo.Tests.Ingestion.Protocol;

/// <summary>One message of a simulated broker.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Events">How many it holds; 0: the reader refuses it.</param>
/// <param name="IsRefusedByLog">The reader takes it and the log does not.</param>
internal sealed record SimulatedMessage(string Id, int Events, bool IsRefusedByLog)
{
    public bool IsGood => Events > 0 && !IsRefusedByLog;

    public IEnumerable<string> EventIds => Enumerable.Range(0, Events).Select(i => $"{Id}-{i}");
}
