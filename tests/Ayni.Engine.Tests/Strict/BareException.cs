namespace Ayni.Engine.Tests.Strict;

public sealed class BareException(string code) : Exception("Lost on the way.")
{
    public string Code { get; } = code;
}
