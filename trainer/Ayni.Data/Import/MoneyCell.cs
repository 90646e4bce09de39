using Ayni.Data.Import.Rows;

namespace Ayni.Data.Import;

/// <summary>Reads an amount from a cell.</summary>
internal static class MoneyCell
{
    /// <summary>The amount; null of an empty cell; why the row is refused where it is none.</summary>
    public static Refusal? Read(RowSource row, int ordinal, string? column, out decimal? amount)
    {
        amount = null;
        if (row.Value(ordinal) is not { } text)
            return null;
        if (!row.Numbers.TryParse(text, out decimal number))
            return new Refusal(ImportReasons.NotANumber, column, text);
        amount = number;
        return number < 0 ? new Refusal(ImportReasons.OutOfRange, column, text) : null;
    }
}
