using System.Text.Json.Serialization;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>What a row is, as a mapping writes it: the name of a type of ours, or of the shop's own.</summary>
/// <param name="Type">Type; custom where it is the shop's own.</param>
/// <param name="OwnName">The shop's own name; null of ours.</param>
[JsonConverter(typeof(RowTypeConverter))]
public sealed record RowType(InteractionType Type, string? OwnName = null)
{
    /// <summary>Name of the type.</summary>
    public string Name => InteractionTypeNames.Of(Type, OwnName);

    /// <summary>The type that a text names, whatever its case; of what is none of ours, the shop's own.</summary>
    public static RowType Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return InteractionTypeNames.TryParse(name.ToLowerInvariant(), out var type)
            ? new RowType(type)
            : new RowType(InteractionType.Custom, name);
    }

    /// <summary>The type that a text names, whatever its case; null where neither we nor the shop have it.</summary>
    /// <param name="name">Text of a file.</param>
    /// <param name="own">The shop's own types.</param>
    public static RowType? Find(string? name, TypeWeights own)
    {
        ArgumentNullException.ThrowIfNull(own);
        var folded = name?.ToLowerInvariant();
        if (InteractionTypeNames.TryParse(folded, out var type))
            return new RowType(type);
        return own.Find(folded) is { } declared ? new RowType(InteractionType.Custom, declared.Name) : null;
    }

    /// <summary>A type of ours.</summary>
    public static implicit operator RowType(InteractionType type) => new(type);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
