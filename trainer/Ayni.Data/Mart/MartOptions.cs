using Ayni.Data.Mart.Cleaning;
using Ayni.Data.Mart.Files;
using Ayni.Data.Mart.Versions;
using Ayni.Domain.Imports;

namespace Ayni.Data.Mart;

/// <summary>What a mart is made of, and what its manifest says of its making.</summary>
public sealed record MartOptions
{
    /// <summary>Last position of the log in it. <value>Default: null, the head.</value></summary>
    public long? AsOf { get; init; }

    /// <summary>Cleaning; null: none. <value>Default: all steps at their defaults.</value></summary>
    public CleaningSteps? Steps { get; init; } = CleaningSteps.Default;

    /// <summary>How rows are laid into files.</summary>
    public MartLayout Layout { get; init; } = new();

    /// <summary>The model whose data it is; null: none.</summary>
    public MartModel? Model { get; init; }

    /// <summary>Files that were imported into the log and the catalogue.</summary>
    public IReadOnlyList<ImportRecord> Imports { get; init; } = [];

    /// <summary>Id of its folder in the register of copies; null: it is in none.</summary>
    public string? CopyId { get; init; }

    /// <summary>Version of the program that makes it.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>When it is made.</summary>
    public required DateTimeOffset MadeAt { get; init; }
}
