namespace Orleans.Hosting;

/// <summary>Configures memory streams of a silo; the embedded ones have nothing to configure.</summary>
public interface ISiloMemoryStreamConfigurator;
