using Ayni.Domain.Interactions;

namespace Ayni.Domain.Retention;

/// <summary>A type of interaction as the log has it.</summary>
/// <param name="Type">Ours.</param>
/// <param name="CustomType">The shop's own name, where the type is custom; else null.</param>
public sealed record RetainedType(InteractionType Type, string? CustomType)
{
    /// <summary>What it is called.</summary>
    public string Name => InteractionTypeNames.Of(Type, CustomType);

    /// <summary>Of a name: ours, or the shop's own.</summary>
    public static RetainedType Of(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return InteractionTypeNames.TryParse(name, out var type)
            ? new RetainedType(type, null)
            : new RetainedType(InteractionType.Custom, name);
    }
}
