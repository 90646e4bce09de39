using System.Text.Json;
using Ayni.Domain.Errors;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Numerics;

namespace Ayni.Grains.Training;

/// <summary>
/// Everything about a run that is fixed once its snapshot is made; the blocks read it from the store.
/// </summary>
public sealed record RunPlan
{
    /// <summary>Version of the code that trains; part of a model's lineage.</summary>
    public static readonly string CurrentCodeVersion =
        typeof(RunPlan).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public required string Model { get; init; }

    public required string RunId { get; init; }

    public required TrainingOptions Options { get; init; }

    public required long AsOfPosition { get; init; }

    /// <summary>Timestamp of the newest interaction with a product as of the position.</summary>
    public required DateTimeOffset ReferenceTime { get; init; }

    public required string CodeVersion { get; init; }

    public required int Users { get; init; }

    public required int Products { get; init; }

    public required long Pairs { get; init; }

    /// <summary>Interactions read; 0 for a plan from before they were counted.</summary>
    public long Interactions { get; init; }

    /// <summary>Newest erasure whose interactions were not read for certain; null: not known.</summary>
    public long? Erasure { get; init; }

    /// <summary>Users of whom a pair is held out.</summary>
    public required int JudgedUsers { get; init; }

    /// <summary>What a search fits on and is judged by; null where nothing is held out for one.</summary>
    public SearchSize? Search { get; init; }

    /// <summary>The version that answered when the run began; null if none did.</summary>
    public string? ActiveVersion { get; init; }

    /// <summary>Its options.</summary>
    public TrainingOptions? ActiveOptions { get; init; }

    /// <summary>SHA-256 of the entries by user: equal for equal snapshots, whatever the number of blocks.</summary>
    public required string SnapshotHash { get; init; }

    /// <summary>SHA-256 of each user block's entries.</summary>
    public required IReadOnlyList<string> UserBlockHashes { get; init; }

    /// <summary>SHA-256 of each product block's entries.</summary>
    public required IReadOnlyList<string> ProductBlockHashes { get; init; }

    /// <summary>Number of half-sweeps: the first product factors, two a sweep, and a last one of the users.</summary>
    public int HalfSweeps => HalfSweepsOf(Options);

    public static int HalfSweepsOf(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return (2 * options.Sweeps) + 2;
    }

    /// <summary>Side that a half-sweep solves.</summary>
    public static FactorSide SideOf(int halfSweep) => halfSweep % 2 == 0 ? FactorSide.Products : FactorSide.Users;

    public static FactorSide Other(FactorSide side) =>
        side == FactorSide.Users ? FactorSide.Products : FactorSide.Users;

    public int Rows(FactorSide side) => side == FactorSide.Users ? Users : Products;

    public int Blocks(FactorSide side) => BlocksOf(Rows(side), Options.Blocks);

    /// <summary>First row of each block, and the number of rows at the end.</summary>
    public int[] BlockStarts(FactorSide side) => RowChunks.BlockStarts(Rows(side), Blocks(side));

    public FactorBlockKey Key(FactorSide side, int block) => new(Model, RunId, side, block);

    public IReadOnlyList<string> BlockHashes(FactorSide side) =>
        side == FactorSide.Users ? UserBlockHashes : ProductBlockHashes;

    /// <summary>Blocks a side is cut into: as many as asked for, but no empty ones.</summary>
    public static int BlocksOf(int rows, int wanted) => Math.Max(1, Math.Min(wanted, RowChunks.Count(rows)));

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static RunPlan FromBytes(byte[] bytes) =>
        JsonSerializer.Deserialize<RunPlan>(bytes) ?? throw new InvalidDataException("The plan of a run is empty.");

    /// <summary>Refuses a side whose factors one process cannot hold as one array.</summary>
    /// <exception cref="AyniException"><c>invalid</c>.</exception>
    public static void ThrowIfTooLarge(FactorSide side, int rows, int rank)
    {
        if ((long)rows * rank <= Array.MaxLength)
            return;
        throw new AyniException(
            ErrorCodes.Invalid,
            $"{rows} {FactorBlockKey.NameOf(side)} of rank {rank} are {(long)rows * rank} numbers; a silo holds a side "
            + $"as one array of at most {Array.MaxLength}. Lower Rank to {Math.Max(1, Array.MaxLength / rows)}.");
    }
}
