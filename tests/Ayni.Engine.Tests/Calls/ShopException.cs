namespace Ayni.Engine.Tests.Calls;

[GenerateSerializer]
public sealed class ShopException(string message, string code) : Exception(message)
{
    [Id(0)]
    public string Code { get; } = code;
}
