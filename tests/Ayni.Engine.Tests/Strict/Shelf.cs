namespace Ayni.Engine.Tests.Strict;

[GenerateSerializer]
public sealed record Shelf(string Name, Shelf? Next)
{
    [Id(0)]
    public IReadOnlyList<int> Places { get; init; } = [];

    [Id(1)]
    public IReadOnlyDictionary<string, int> Stock { get; init; } = new Dictionary<string, int>();
}
