using System.Text.Json;

namespace Ayni.Data.Import.Rows;

/// <summary>The members of one object after another, by column: those of objects in it are "outer.inner".</summary>
internal sealed class JsonMembers(NumberFormat numbers)
{
    /// <summary>Most columns that are noted by themselves.</summary>
    private const int MaxNoted = 1_000;

    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<string?> _values = [];

    /// <summary>True to note every member met, not only those asked for.</summary>
    public bool NotesAll { get; set; }

    public IReadOnlyList<string> Names => _names;

    public string? this[int ordinal] => _values[ordinal];

    // An object may leave out what is null, so any name is as good as another.
    public int Find(string column)
    {
        if (_ordinals.TryGetValue(column, out var ordinal))
            return ordinal;
        _names.Add(column);
        _values.Add(null);
        return _ordinals[column] = _values.Count - 1;
    }

    /// <summary>Takes over an object; says why it is none.</summary>
    public Refusal? Take(JsonElement element)
    {
        for (var i = 0; i < _values.Count; i++)
            _values[i] = null;
        if (element.ValueKind != JsonValueKind.Object)
            return new Refusal(ImportReasons.Malformed, Value: element.GetRawText());
        Fill(element, "");
        return null;
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
            else if (NotesAll && _names.Count < MaxNoted)
                _values[Find(name)] = Text(member.Value);
        }
    }

    private string? Text(JsonElement value)
        => value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => numbers.Write(value.GetRawText()),
            _ => value.GetRawText(),
        };
}
