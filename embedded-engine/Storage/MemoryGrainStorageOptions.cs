namespace Orleans.Configuration;

/// <summary>Options of memory storage; the embedded one needs none.</summary>
public class MemoryGrainStorageOptions;
