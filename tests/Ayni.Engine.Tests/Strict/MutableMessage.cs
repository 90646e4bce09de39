namespace Ayni.Engine.Tests.Strict;

[GenerateSerializer]
public sealed class MutableMessage
{
    [Id(0)]
    public string Name { get; set; } = string.Empty;
}
