namespace Ayni.Engine.Tests.Strict;

[GenerateSerializer]
public sealed class ForgetfulMessage
{
    public string Name { get; init; } = string.Empty;
}
