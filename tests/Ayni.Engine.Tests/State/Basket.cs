namespace Ayni.Engine.Tests.State;

/// <summary>State of a grain; storages set its members.</summary>
[GenerateSerializer]
public sealed class Basket
{
    [Id(0)]
    public List<string> Products { get; set; } = [];

    [Id(1)]
    public int Total { get; set; }
}
