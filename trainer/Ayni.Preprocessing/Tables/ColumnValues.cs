using System.Globalization;

namespace Ayni.Preprocessing.Tables;

/// <summary>The values of a column, a row each: numbers, of which NaN is missing, or texts, of which null is.</summary>
public sealed class ColumnValues
{
    private readonly double[]? _numbers;
    private readonly string?[]? _texts;

    /// <param name="numbers">Numbers; NaN: missing.</param>
    public ColumnValues(double[] numbers) => _numbers = numbers;

    /// <param name="texts">Texts; null: missing.</param>
    public ColumnValues(string?[] texts) => _texts = texts;

    /// <summary>True of texts.</summary>
    public bool IsText => _texts is not null;

    /// <summary>Rows.</summary>
    public int Count => _numbers?.Length ?? _texts!.Length;

    /// <summary>The numbers.</summary>
    /// <exception cref="InvalidOperationException">They are texts.</exception>
    public double[] Numbers => _numbers ?? throw new InvalidOperationException("The column holds texts.");

    /// <summary>The texts.</summary>
    /// <exception cref="InvalidOperationException">They are numbers.</exception>
    public string?[] Texts => _texts ?? throw new InvalidOperationException("The column holds numbers.");

    /// <summary>Whether a row has no value.</summary>
    public bool IsMissing(int row) => IsText ? Texts[row] is null : double.IsNaN(Numbers[row]);

    /// <summary>The category of a row: its text, or its number as text; null: missing.</summary>
    public string? CategoryOf(int row) => IsText
        ? Texts[row]
        : double.IsNaN(Numbers[row]) ? null : Numbers[row].ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The rows named, ascending; all of them are the values themselves.</summary>
    public ColumnValues Take(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Length == Count)
            return this;
        return IsText
            ? new ColumnValues(Array.ConvertAll(rows, row => Texts[row]))
            : new ColumnValues(Array.ConvertAll(rows, row => Numbers[row]));
    }
}
