using System.Globalization;
using Ayni.Data.Import.Sniffing;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>The shop's own types in a mapping: those it declares, and those that the shop has.</summary>
public static class OwnTypeRules
{
    /// <summary>Types that an import may have; one that the shop has keeps the shop's weight.</summary>
    /// <param name="mapping">The mapping; null declares none.</param>
    /// <param name="shop">Types that the shop has.</param>
    public static TypeWeights KnownTypes(this InteractionMapping? mapping, TypeWeights shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        return mapping is null ? shop : TypeWeights.Of(mapping.OwnTypes.Concat(shop));
    }

    /// <summary>Types that the mapping declares, and the shop does not have yet.</summary>
    /// <param name="mapping">The mapping; null declares none.</param>
    /// <param name="shop">Types that the shop has.</param>
    public static IReadOnlyList<CustomInteractionType> NewTypes(this InteractionMapping? mapping, TypeWeights shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        return mapping is null ? [] : [.. mapping.OwnTypes.Where(type => shop.Find(type.Name) is null)];
    }

    /// <summary>Says which weights of the mapping are not taken, since the shop has others.</summary>
    /// <param name="mapping">The mapping; null declares none.</param>
    /// <param name="shop">Types that the shop has.</param>
    public static IReadOnlyList<string> OtherWeights(this InteractionMapping? mapping, TypeWeights shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        return
        [
            .. from declared in mapping?.OwnTypes ?? TypeWeights.Empty
               let known = shop.Find(declared.Name)
               where known is not null && known.Weight != declared.Weight
               select string.Create(
                   CultureInfo.InvariantCulture,
                   $"Type '{known.Name}' keeps the weight {known.Weight} that the shop gave it; the mapping says "
                   + $"{declared.Weight}. PUT /v1/interaction-types/{known.Name} weighs it anew."),
        ];
    }

    /// <summary>Refuses a mapping that names a type that nobody declared.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: names the type and how to declare it.</exception>
    /// <param name="mapping">The mapping.</param>
    /// <param name="shop">Types that the shop has.</param>
    public static void RequireTypes(this ImportMapping mapping, TypeWeights shop)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        if (mapping.Interactions is not { } interactions)
            return;
        var known = interactions.KnownTypes(shop);
        foreach (var type in interactions.TypeValues.Values.Append(interactions.Type))
        {
            if (type?.OwnName is not { } own || known.Find(own) is not null)
                continue;
            throw new AyniException(
                ErrorCodes.Invalid,
                $"Mapping '{mapping.Name}' names the type '{own}', which neither Ayni nor the shop has. "
                + RemedyOfUnknown(own, known));
        }
    }

    /// <summary>What to do about a name that is no type.</summary>
    /// <param name="name">The name.</param>
    /// <param name="known">The shop's own types.</param>
    public static string RemedyOfUnknown(string name, TypeWeights known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return InteractionTypeNames.Meant(name, known.Select(one => one.Name)) is { } near
            ? $"Did you mean {near}? {Remedy(name)}"
            : Remedy(name);
    }

    /// <summary>A name that a type of the shop's own may have, near to what a file calls it.</summary>
    internal static string NameFor(string value)
    {
        var name = string.Join('_', ColumnWords.Of(value));
        name = name[..Math.Min(name.Length, CustomInteractionTypes.MaxNameLength)];
        return CustomInteractionTypes.ProblemOf("name", name) is null ? name : "own_name";
    }

    /// <summary>How to declare a type.</summary>
    internal static string Remedy(string name)
        => $"Declare it with what one of them says (a purchase says 1, a view 0.25, below 0: against the product): "
            + $"\"own_types\": {{\"{name}\": 0.5}} in the mapping's interactions, --own-type {name}=0.5 where there "
            + $"is no mapping, or PUT /v1/interaction-types/{name}.";
}
