using System.Collections.Immutable;

namespace Ayni.Engine.Tests.Calls;

[GenerateSerializer]
[Immutable]
public sealed record Parcel
{
    [Id(0)]
    public string Name { get; init; } = string.Empty;

    [Id(1)]
    public ImmutableArray<int> Numbers { get; init; } = [];

    [Id(2)]
    public DayOfWeek Day { get; init; }
}
