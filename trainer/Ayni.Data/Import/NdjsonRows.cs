using System.Text.Json;

namespace Ayni.Data.Import;

/// <summary>One JSON object a line; columns are its members, and those of objects in it as "outer.inner".</summary>
internal sealed class NdjsonRows(InputFile file, IReadOnlyList<string> missing) : RowSource(missing)
{
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly List<string?> _values = [];

    public override bool Read()
    {
        Line++;
        if (file.Text.ReadLine() is not { } text)
            return false;
        Problem = string.IsNullOrWhiteSpace(text) ? new Refusal(ImportReasons.Blank) : Parse(text);
        return true;
    }

    protected override int Find(string column)
    {
        // A line may leave out what is null, so any name is as good as another.
        if (_ordinals.TryGetValue(column, out var ordinal))
            return ordinal;
        _values.Add(null);
        return _ordinals[column] = _values.Count - 1;
    }

    protected override string? Raw(int ordinal) => _values[ordinal];

    private Refusal? Parse(string text)
    {
        for (var i = 0; i < _values.Count; i++)
            _values[i] = null;
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return new Refusal(ImportReasons.Malformed, Value: text);
            Fill(document.RootElement, "");
            return null;
        }
        catch (JsonException)
        {
            return new Refusal(ImportReasons.Malformed, Value: text);
        }
    }

    private void Fill(JsonElement element, string prefix)
    {
        foreach (var member in element.EnumerateObject())
        {
            var name = prefix + member.Name;
            if (member.Value.ValueKind == JsonValueKind.Object)
                Fill(member.Value, name + ".");
            else if (_ordinals.TryGetValue(name, out var ordinal))
                _values[ordinal] = Text(member.Value);
        }
    }

    private static string? Text(JsonElement value)
        => value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };
}
