using Ayni.Preprocessing.Tables;

namespace Ayni.Preprocessing.Fitted;

/// <summary>Fills missing values with one value.</summary>
/// <param name="Number">Of numbers; null: the train part had none, and they stay missing.</param>
/// <param name="Text">Of texts.</param>
/// <param name="Indicator">Whether a column says where.</param>
public sealed record FittedFill(double? Number, string? Text, bool Indicator) : FittedStep
{
    internal override void Apply(ColumnWork work)
    {
        if (Indicator)
            work.AddMissing();
        var values = work.Values!;
        work.Values = values.IsText
            ? new ColumnValues(Array.ConvertAll(values.Texts, text => text ?? Text))
            : new ColumnValues(Array.ConvertAll(
                values.Numbers, number => double.IsNaN(number) ? Number ?? double.NaN : number));
    }
}
