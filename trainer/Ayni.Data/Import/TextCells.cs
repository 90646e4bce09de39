using System.Text.Json;
using Ayni.Domain.Catalog;

namespace Ayni.Data.Import;

/// <summary>Cells that hold several texts: with a separator between them, or a JSON array, as NDJSON has it.</summary>
internal sealed class TextCells(string separator)
{
    /// <summary>The texts, without surrounding blanks; empty ones are none.</summary>
    public TextSet Split(string? cell)
    {
        if (cell is null)
            return TextSet.Empty;
        return TextSet.Of((FromJson(cell) ?? cell.Split(separator))
            .Select(text => text.Trim()).Where(text => text.Length > 0));
    }

    private static string[]? FromJson(string cell)
    {
        if (cell[0] != '[')
            return null;
        try
        {
            return JsonSerializer.Deserialize<string[]>(cell)?.Where(text => text is not null).ToArray();
        }
        catch (JsonException)
        {
            // Some other text that begins with a bracket.
            return null;
        }
    }
}
