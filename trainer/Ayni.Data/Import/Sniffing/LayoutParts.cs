namespace Ayni.Data.Import.Sniffing;

/// <summary>Members of a mapping that say how a file is written.</summary>
internal static class LayoutParts
{
    /// <summary>What encloses fields, where it is not the usual.</summary>
    public static string? QuoteOf(SampledFile file) => file.Format != ImportFormat.Csv || file.Layout.Quote == '"'
        ? null
        : file.Layout.Quote?.ToString() ?? "";
}
