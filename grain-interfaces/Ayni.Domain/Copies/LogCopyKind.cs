namespace Ayni.Domain.Copies;

/// <summary>What a folder of files made of the log holds. The numbers are stored and never change meaning.</summary>
public enum LogCopyKind
{
    /// <summary>Log and catalogue as Parquet files with their lineage.</summary>
    Mart = 1,

    /// <summary>Features of events, shoppers and products.</summary>
    Features = 2,

    /// <summary>Features that went through a pipeline.</summary>
    Preprocessed = 3,
}
