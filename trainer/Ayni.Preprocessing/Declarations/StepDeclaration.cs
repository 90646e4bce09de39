using System.Text.Json.Serialization;
using Ayni.Domain.Features;
using Ayni.Preprocessing.Tables;

namespace Ayni.Preprocessing.Declarations;

/// <summary>A step and the columns that go through it: named, or by their type.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(DropStep), "drop")]
[JsonDerivedType(typeof(ClipStep), "clip")]
[JsonDerivedType(typeof(ImputeStep), "impute")]
[JsonDerivedType(typeof(ScaleStep), "scale")]
[JsonDerivedType(typeof(OneHotStep), "one_hot")]
[JsonDerivedType(typeof(TargetEncodeStep), "target_encode")]
public abstract record StepDeclaration
{
    /// <summary>Names of the steps.</summary>
    internal const string Names = "drop, clip, impute, scale, one_hot and target_encode";

    /// <summary>Columns by name; only so are keys, such as <c>product_id</c>, taken.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Columns by type: <c>count</c>, <c>number</c>, <c>money</c>, <c>flag</c>, <c>text</c>.</summary>
    public IReadOnlyList<FeatureKind>? Types { get; init; }

    /// <summary>
    /// Whether columns named that a table lacks are passed over. <value>Default false: refused.</value>
    /// </summary>
    public bool IfPresent { get; init; }

    /// <summary>Columns that <see cref="Types"/> does not take.</summary>
    public IReadOnlyList<string>? Except { get; init; }

    /// <summary>Whether a column goes through it.</summary>
    internal bool Takes(TableColumn column) => Columns?.Contains(column.Name) == true
        || (!column.IsKey && Types?.Contains(column.Kind) == true && Except?.Contains(column.Name) != true);

    /// <summary>Whether it works on texts too, and so on keys.</summary>
    internal virtual bool TakesTexts => false;

    /// <summary>Checks its own numbers.</summary>
    internal virtual void Check(string where)
    {
    }

    internal void Validate(string where)
    {
        if (Columns is not { Count: > 0 } && Types is not { Count: > 0 })
            throw new ArgumentException($"{where} takes no column: give columns or types.");
        if (Types?.Contains(FeatureKind.Missing) == true)
            throw new ArgumentException($"{where}.types has missing: give count, number, money, flag or text.");
        Check(where);
    }

    /// <summary>A number within a range.</summary>
    private protected static void Require(bool isIn, string where, string member, object value, string range)
    {
        if (!isIn)
        {
            throw new ArgumentException(string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"{where}.{member} is {value}: give {range}."));
        }
    }
}
