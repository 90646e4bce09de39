#if ENGINE_EMBEDDED
namespace Ayni.Engine.Tests.Strict;

/// <summary>Orleans' analyzer does not even compile it.</summary>
[GenerateSerializer]
public sealed class ForgetfulMessage
{
    [Id(0)]
    public int Code { get; init; }

    public string Name { get; init; } = string.Empty;
}
#endif
