using Ayni.Domain.Features;

namespace Ayni.Features.Definitions;

/// <summary>Writes definitions of one entity and source.</summary>
internal sealed record FeatureFamily<T>(FeatureEntity Entity, string Source, bool ReadsCatalogue)
{
    public const string Ever = "all that is held";
    public const string None = "the instant";
    private const string Ours = "ayni";

    public FeatureDefinition<T> Count(
        string name, string unit, string window, string? missing, string description, string formula,
        Func<T, long?> compute) => Of(
            FeatureKind.Count, name, unit, window, missing, description, formula,
            source => FeatureValue.OfCount(compute(source)));

    public FeatureDefinition<T> Number(
        string name, string unit, string window, string? missing, string description, string formula,
        Func<T, double?> compute) => Of(
            FeatureKind.Number, name, unit, window, missing, description, formula,
            source => FeatureValue.OfNumber(compute(source)));

    public FeatureDefinition<T> Money(
        string name, string window, string? missing, string description, string formula,
        Func<T, decimal?> compute) => Of(
            FeatureKind.Money, name, "currency of the prices", window, missing, description, formula,
            source => FeatureValue.OfMoney(compute(source)));

    public FeatureDefinition<T> Text(
        string name, string window, string description, string formula, Func<T, string?> compute) => Of(
            FeatureKind.Text, name, "name", window, null, description, formula,
            source => FeatureValue.OfText(compute(source)));

    public FeatureDefinition<T> Flag(
        string name, string window, string? missing, string description, string formula,
        Func<T, bool?> compute) => Of(
            FeatureKind.Flag, name, "true or false", window, missing, description, formula,
            source => FeatureValue.OfFlag(compute(source)));

    private FeatureDefinition<T> Of(
        FeatureKind kind, string name, string unit, string window, string? missing, string description,
        string formula, Func<T, FeatureValue> compute) => new()
        {
            Name = name,
            Entity = Entity,
            Kind = kind,
            Unit = unit,
            Window = window,
            Default = missing,
            Description = description,
            Formula = formula,
            Owner = Ours,
            Source = Source,
            ReadsCatalogue = ReadsCatalogue,
            Compute = compute,
        };
}
