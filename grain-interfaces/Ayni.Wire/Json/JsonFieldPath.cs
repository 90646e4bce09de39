using System.Text.Json;

namespace Ayni.Wire.Json;

/// <summary>Names the field a malformed document breaks at.</summary>
internal static class JsonFieldPath
{
    private const string Root = "$";

    /// <summary>Path of the first field whose name is no text; null if all are.</summary>
    /// <param name="utf8">A well-formed document.</param>
    public static string? OfBrokenName(ReadOnlySpan<byte> utf8)
    {
        // Only an escape can be half a character in what is UTF-8.
        if (utf8.IndexOf("\\u"u8) < 0)
            return null;
        var reader = new Utf8JsonReader(utf8);
        var path = new List<PathPart> { new() };
        while (reader.Read())
        {
            Follow(ref reader, path);
            if (reader.TokenType == JsonTokenType.PropertyName && !JsonText.IsWhole(in reader))
                return Join(path);
        }

        return null;
    }

    /// <summary>Path of the last field (or array element) begun before the document stops being JSON.</summary>
    public static string AtFailure(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        var path = new List<PathPart> { new() };
        try
        {
            while (reader.Read())
                Follow(ref reader, path);
        }
        catch (JsonException)
        {
            // Expected: the path so far is the answer.
        }

        return Join(path);
    }

    private static string Join(List<PathPart> path) =>
        Root + string.Concat(path.Where(part => part.IsArray || part.Name is not null));

    private static void Follow(ref Utf8JsonReader reader, List<PathPart> path)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                path[^1].Name = JsonText.NameOf(in reader);
                return;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                path.RemoveAt(path.Count - 1);
                return;
        }

        if (path[^1].IsArray)
            path[^1].Index++;
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            path.Add(new PathPart { IsArray = reader.TokenType == JsonTokenType.StartArray });
    }

    private sealed class PathPart
    {
        public bool IsArray { get; init; }

        public int Index { get; set; } = -1;

        public string? Name { get; set; }

        public override string ToString() => IsArray ? $"[{Math.Max(Index, 0)}]" : $".{Name}";
    }
}
