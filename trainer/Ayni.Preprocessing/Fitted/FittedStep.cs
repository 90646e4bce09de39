using System.Text.Json.Serialization;

namespace Ayni.Preprocessing.Fitted;

/// <summary>A step with what it learnt from the train part.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(FittedDrop), "drop")]
[JsonDerivedType(typeof(FittedClip), "clip")]
[JsonDerivedType(typeof(FittedFill), "fill")]
[JsonDerivedType(typeof(FittedNearest), "k_nearest")]
[JsonDerivedType(typeof(FittedScale), "scale")]
[JsonDerivedType(typeof(FittedOneHot), "one_hot")]
[JsonDerivedType(typeof(FittedTarget), "target_encode")]
public abstract record FittedStep
{
    /// <summary>Columns whose numbers it reads besides its own.</summary>
    internal virtual IEnumerable<string> Companions => [];

    internal abstract void Apply(ColumnWork work);
}
