namespace Orleans.Providers;

/// <summary>Names that providers have by default.</summary>
public static class ProviderConstants
{
    public const string DEFAULT_STORAGE_PROVIDER_NAME = "Default";
}
