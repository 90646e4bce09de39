namespace Orleans.Configuration;

/// <summary>Name of a silo.</summary>
public class SiloOptions
{
    public string SiloName { get; set; } = string.Empty;
}
