using Ayni.Data.Import;

namespace Ayni.Gateway.Imports;

/// <summary>An accepted import as it lies on disk until it has ended.</summary>
internal sealed record SpooledImport
{
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The files, in the order of their folders.</summary>
    public required IReadOnlyList<ImportedFile> Files { get; init; }

    /// <summary>The mapping, as its JSON.</summary>
    public required string Mapping { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>How rows are taken.</summary>
    public required ImportOptions Options { get; init; }
}
