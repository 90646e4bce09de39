using Ayni.Domain.Features;

namespace Ayni.Preprocessing.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="IsKey">True if it says which row it is, and is no feature.</param>
/// <param name="Default">What the dictionary says to take where it is missing; null: nothing stands for it.</param>
public sealed record TableColumn(string Name, FeatureKind Kind, bool IsKey = false, string? Default = null)
{
    /// <summary>True of what is a number, or 1 and 0 for true and false.</summary>
    public bool IsNumeric => Kind != FeatureKind.Text;
}
